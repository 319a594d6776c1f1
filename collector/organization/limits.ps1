# In seconds. One call may take a quarter of the whole at most, and one endpoint half of it.
$longestCall = [Math]::Min(60, [Math]::Ceiling($Seconds / 4))
$longestOpen = [Math]::Min(120, [Math]::Ceiling($Seconds / 2))
$mostLanes = 4
$allEnds = [DateTime]::UtcNow.AddSeconds($Seconds)
$endpoints = @($Endpoint.Split(','))
