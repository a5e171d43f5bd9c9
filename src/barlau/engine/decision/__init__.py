"""What each column holds: names, values, neighbours and competing explanations weighed against each other."""
