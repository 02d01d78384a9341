"""Line mode, without a process of its own."""
