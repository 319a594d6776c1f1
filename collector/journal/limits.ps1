$mostEntries = 100
$largestFile = 262144
$largestWhole = 4194304
$read = @{ characters = 0 }
