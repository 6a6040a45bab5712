"""Mock interviews: which questions are asked, what has happened in a round, and what it says of the learner."""
