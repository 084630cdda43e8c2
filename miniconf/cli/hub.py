"""`miniconf hub`: repositories on the Hugging Face Hub."""

from __future__ import annotations

from miniconf.cli.lazy import lazy_group

hub = lazy_group(
    "hub",
    "Link papers to models, datasets and Spaces on the Hugging Face Hub.",
    {
        "sync": ("hub_sync:sync", "Ask the Hub what belongs to each paper and write hub.yml."),
        "report": ("hub_report:report", "Show how well papers are linked, and what is missing."),
        "export": ("hub_export:export", "Write the proceedings as a dataset ready to upload."),
        "push": ("hub_push:push", "Upload the dataset, or the built site as a static Space."),
    },
)
