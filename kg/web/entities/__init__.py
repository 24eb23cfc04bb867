"""What the pages tell of one thing: records asked of the graph, in the order in which they are shown."""
