# The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it. What
# is written into the facts is an [ordered] literal.
$organizationSections = [ordered]@{}

# For each section of a server: what is asked, and what is made of the answer. `before` throws where there is nothing to
# ask, and gives what stands in the section where that is known without asking.
$serverSections = [ordered]@{}
