# The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it. What
# is written into the facts is an [ordered] literal.
$sections = [ordered]@{}
