# Of a file that is not there Windows tells a time in 1601. Where access is denied it fails, and Exists would say no.
function Get-WriteTime {
    param([string] $Path)
    ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
}

function Test-Gone {
    param([string] $Path)
    (Get-WriteTime $Path) -eq '1601-01-01T00:00:00Z'
}

function Assert-Judged {
    param([string] $Path, [string] $Time)
    if ((Get-WriteTime $Path) -ne $Time) { throw ($Path + ' was written after it was judged, and was left where it is') }
}

function Remove-Record {
    param([string] $Path, [string] $Time)
    Assert-Judged $Path $Time
    [IO.File]::Delete($Path)
}
