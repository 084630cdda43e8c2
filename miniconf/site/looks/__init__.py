"""What pages are drawn with: style sheets, colours, icons, pictures."""
