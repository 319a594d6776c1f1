$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$unsaved = @{ text = ''; isLate = $false }

function Get-Escaped {
    param([string] $Text)
    [regex]::Replace($Text, '[^ -~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value })
}

# In ASCII, whatever the script or Windows says.
function Get-Line {
    param([string] $Text)
    if (-not [regex]::IsMatch($Text, '[^ -~]')) { return $Text }
    $escaped = Get-Escaped ($Text.Replace('\', '\\').Replace('"', '\"'))
    '{"output":"' + $escaped + '"}'
}

# A scanner may hold the file, and the disk be full: then a line waits for the next one, and never ends the script.
function Add-Line {
    param([string] $Line)
    $unsaved.text = $unsaved.text + $Line + [char] 10
    foreach ($attempt in 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) {
        try {
            [IO.File]::AppendAllText("$runFolder\output", $unsaved.text)
            $unsaved.text = ''
            $unsaved.isLate = $false
            return
        } catch {
            if ($unsaved.isLate) { break }
            [Threading.Thread]::Sleep(500)
        }
    }
    $unsaved.isLate = $true
    if ($unsaved.text.Length -gt 65536) { $unsaved.text = '' }
}

# It appears whole, or not at all.
function Write-Ending {
    foreach ($attempt in 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) {
        try {
            [IO.File]::WriteAllText("$runFolder\ending", [string] [Environment]::ExitCode + [char] 10)
            [IO.File]::Move("$runFolder\ending", "$runFolder\exit")
            return
        } catch {
            [Threading.Thread]::Sleep(500)
        }
    }
}

# Held until the process ends: so others know that the run lives, and can't remove its folder.
$alive = $null
try { $alive = [IO.File]::Open("$runFolder\alive", 'OpenOrCreate', 'ReadWrite', 'None') } catch { exit 3 }
# A script that says nothing of its end has failed.
[Environment]::ExitCode = 1
try {
    [Environment]::SetEnvironmentVariable('EXCHANGE_COMPLIANCE_ORDERED_BY', [IO.File]::ReadAllText("$runFolder\ordered-by"))
    & ([ScriptBlock]::Create([IO.File]::ReadAllText("$runFolder\script.ps1"))) | ForEach-Object { Add-Line (Get-Line $_) }
} catch {
    [Environment]::ExitCode = 1
    Add-Line (Get-Line ([string] $_))
} finally {
    if ($unsaved.text -ne '') { Add-Line '' }
    Write-Ending
}
