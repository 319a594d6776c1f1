function Test-SharedConfigState {
    param([string] $State)
    'absent', 'empty', 'malformed', 'other', 'unexpanded', 'elsewhere' -notcontains $State
}

function Test-SharedWebConfig {
    param([string] $File, [string] $Root)
    $state = 'absent'
    if ([IO.File]::Exists($File)) { $state = @(Get-SharedConfigState ([IO.File]::ReadAllText($File)) $Root)[0] }
    Test-SharedConfigState $state
}

# Made aside and looked at first, so that whatever fails leaves the old file as it was.
function New-SharedWebConfig {
    param([string] $File, [string] $Root, [string] $Words, [int] $Seconds)
    $generator = $Root + 'bin\DependentAssemblyGenerator.exe'
    $rest = '; the old file was left as it was'
    if (-not [IO.File]::Exists($generator)) { throw ($generator + ' is missing' + $rest) }
    if ([IO.Directory]::Exists($File)) { throw ('a folder stands in the place of ' + $File) }
    $new = $File + '.new'
    if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }
    try {
        $code = Invoke-Program $generator ($Root + 'bin') $Words $Seconds
    }
    catch {
        if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }
        throw ($_.Exception.Message + $rest)
    }
    if ($code -eq 0 -and -not [IO.File]::Exists($new)) { throw ('DependentAssemblyGenerator.exe wrote no file' + $rest) }
    if ($code -ne 0) {
        if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }
        throw ('DependentAssemblyGenerator.exe ended with ' + $code + $rest)
    }
    $state = @(Get-SharedConfigState ([IO.File]::ReadAllText($new)) $Root)[0]
    if (-not (Test-SharedConfigState $state)) {
        [IO.File]::Delete($new)
        throw ('what DependentAssemblyGenerator.exe wrote is ' + $state + $rest)
    }
    if ([IO.File]::Exists($File)) { [IO.File]::Replace($new, $File, [NullString]::Value) }
    else { [IO.File]::Move($new, $File) }
}
