# Within the 60 s that a connection waits at least. Loops ask between items; a call that blocks is not ended by it.
$longestSection = 15
$allEnds = [DateTime]::UtcNow.AddSeconds(50)
$sectionEnds = $allEnds

function Assert-InTime {
    if ([DateTime]::UtcNow -gt $sectionEnds) { throw "not read within its time ($longestSection s for a section)" }
}
