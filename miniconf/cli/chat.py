"""`miniconf chat`: rooms, their archive, and what is learnt from it."""

from __future__ import annotations

from miniconf.cli.lazy import lazy_group

chat = lazy_group(
    "chat",
    "Chat rooms for papers, sessions and people: plan, make, archive, look after.",
    {
        "serve": ("chat_serve:serve", "Run the embedded chat server."),
        "links": ("chat_serve:links", "Write each attendee's personal link."),
        "plan": ("chat_rooms:plan", "Show what `apply` would do to the rooms on the server."),
        "apply": ("chat_rooms:apply", "Make the rooms on the server what the conference wants."),
        "archive": ("chat_archive:archive", "Bring what was said into files beside the data."),
        "stats": ("chat_stats:stats", "Write which rooms are busy now."),
        "digest": ("chat_digest:digest", "Show, write or mail the questions that wait."),
        "report": ("chat_report:report", "Questions by track and hour, and time to an answer."),
    },
)
