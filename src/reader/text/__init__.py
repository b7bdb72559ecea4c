"""Text as code points: spans, segments, and what may reach a terminal."""
