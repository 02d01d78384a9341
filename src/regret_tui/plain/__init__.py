"""Line mode: the same guide as the full screen, one question at a time, in plain text."""
