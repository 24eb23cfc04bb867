"""gongwen: a knowledge graph of Chinese government documents."""
