function Open-Folder {
    Protect-Folder $folder
    try {
        [IO.File]::Open("$folder\lock", 'OpenOrCreate', 'ReadWrite', 'None')
    }
    catch {
        throw "another remediation is at work here: wait until it is done, and try again ($($_.Exception.Message))"
    }
}

# Each run has a numbered folder of its own; entry.json there says that it was finished.
function Get-LastNumber {
    param([switch] $Finished)
    $last = 0
    foreach ($path in [IO.Directory]::GetDirectories($folder)) {
        $name = [IO.Path]::GetFileName($path)
        if (-not [regex]::IsMatch($name, '^[1-9][0-9]{0,8}\z')) { continue }
        $number = [int] $name
        $isCounted = -not $Finished -or [IO.File]::Exists("$path\entry.json")
        if ($isCounted -and $number -gt $last) { $last = $number }
    }
    $last
}

# Nothing was finished since the plan was made, or only what was planned when this was: as by a run that outlived its watcher.
function Test-Planned {
    $last = Get-LastNumber -Finished
    $file = "$folder\$last\planned-after"
    $last -eq $planned -or ([IO.File]::Exists($file) -and [IO.File]::ReadAllText($file) -eq "$planned")
}

# A run that is cut off leaves to the next one for which policies, and which services, IIS has still to be restarted.
function Add-Name {
    param([string] $File, [string[]] $Names)
    $known = @(Read-Name $File)
    foreach ($name in $Names) {
        if ($known -notcontains $name) { $known += $name }
    }
    Write-Name $File $known
}

function Write-Name {
    param([string] $File, [string[]] $Names)
    $new = "$File.new"
    [IO.File]::WriteAllText($new, ($Names -join ', '))
    # The file changes whole, or not at all, whenever the run is cut off.
    if ([IO.File]::Exists($File)) { [IO.File]::Replace($new, $File, [NullString]::Value) }
    else { [IO.File]::Move($new, $File) }
}

function Read-Name {
    param([string] $File)
    if ([IO.File]::Exists($File)) { [IO.File]::ReadAllText($File) -split ', ' | Where-Object { $_ -ne '' } }
}

# Which services a run has still to enable, so that the next one knows where this one is cut off: no person disabled them.
function Write-Due {
    param([string[]] $Names)
    if ($Names.Count -eq 0) { [IO.File]::Delete($servicesDue) } else { Write-Name $servicesDue $Names }
}

function Remove-Due {
    param([string] $Name)
    if ($Name -eq '') { return }
    # A name that stays would let a later run enable what a person has disabled since.
    try { Write-Due @(Read-Name $servicesDue | Where-Object { $_ -ne $Name }) }
    catch { throw "it is done, but its name could not be taken out of $servicesDue ($(Get-Reason $_.Exception))" }
}
