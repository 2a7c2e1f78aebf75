"""Reading: what the chart says, as sections, sentences, mentions and assertions."""
