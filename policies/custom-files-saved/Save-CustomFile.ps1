# Empty for a file that is not there. Another program may have the file open, as it may while facts are recorded.
function Get-CustomHash {
    param([string] $Path)
    if (-not [IO.File]::Exists($Path)) { return '' }
    $algorithm = [Activator]::CreateInstance([Security.Cryptography.SHA256CryptoServiceProvider])
    try {
        $stream = [IO.File]::Open($Path, 'Open', 'Read', 'ReadWrite, Delete')
        try { [BitConverter]::ToString($algorithm.ComputeHash($stream)).Replace('-', '') } finally { $stream.Dispose() }
    }
    finally { $algorithm.Dispose() }
}

function Read-CustomFile {
    param([string] $Path)
    $stream = [IO.File]::Open($Path, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        $bytes = [Array]::CreateInstance([byte], [int] $stream.Length)
        $length = 0
        while ($length -lt $bytes.Length) {
            $read = $stream.Read($bytes, $length, $bytes.Length - $length)
            if ($read -eq 0) { throw 'it was shortened while it was read' }
            $length += $read
        }
    }
    finally { $stream.Dispose() }
    , $bytes
}

# Of the copies themselves: what could not be copied is not in the manifest.
function Get-CustomManifest {
    param([string] $SavedIn, [string[]] $Names)
    $lines = @()
    foreach ($name in $Names) {
        $hash = Get-CustomHash "$SavedIn\$name"
        if ($hash -ne '') { $lines += "$hash  $name`r`n" }
    }
    $lines -join ''
}

# While a copy is missing, nothing is read: a file that can't be read must not keep the others from being copied.
function Test-CustomSaved {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    foreach ($name in $Names) {
        if ([IO.File]::Exists($Root + $name) -and -not [IO.File]::Exists("$SavedIn\$name")) { return $false }
    }
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -ne '' -and $hash -ne (Get-CustomHash "$SavedIn\$name")) { return $false }
    }
    $manifest = "$SavedIn\manifest.txt"
    [IO.File]::Exists($manifest) -and [IO.File]::ReadAllText($manifest) -ceq (Get-CustomManifest $SavedIn $Names)
}

# A copy is there whole or not at all, and is never replaced: it may be all that is left of what was customized.
function Save-CustomFile {
    param([string] $From, [string] $To, [string] $New)
    if (-not [IO.File]::Exists($From)) { return }
    if ([IO.File]::Exists($To)) {
        if ((Get-CustomHash $From) -ne (Get-CustomHash $To)) { throw 'a copy with another content is there' }
        return
    }
    [void] [IO.Directory]::CreateDirectory($To.Substring(0, $To.LastIndexOf('\')))
    [IO.File]::Delete($New)
    [IO.File]::WriteAllBytes($New, (Read-CustomFile $From))
    if ((Get-CustomHash $New) -ne (Get-CustomHash $From)) { throw 'it was changed while it was copied' }
    [IO.File]::Move($New, $To)
}

# The copies may hold secrets, and icacls leaves what was granted to others on the folder itself.
function Assert-CustomRights {
    param([string] $Path)
    $part = [Security.AccessControl.AccessControlSections] 'Access'
    $security = [Activator]::CreateInstance([Security.AccessControl.DirectorySecurity], [object[]] @($Path, $part))
    foreach ($rule in $security.GetAccessRules($true, $false, [Security.Principal.SecurityIdentifier])) {
        $who = $rule.IdentityReference.Value
        if ($rule.AccessControlType -eq 'Allow' -and 'S-1-5-32-544', 'S-1-5-18' -notcontains $who) {
            throw "$who has rights of its own in ${Path}: see who gave them, then remove them"
        }
    }
}

# The folder, and each one below it that is there already on the way to a copy.
function Assert-CustomFolders {
    param([string] $SavedIn, [string[]] $Names)
    Assert-CustomRights $SavedIn
    $seen = @()
    foreach ($name in $Names) {
        for ($end = $name.IndexOf('\'); $end -ge 0; $end = $name.IndexOf('\', $end + 1)) {
            $folder = "$SavedIn\" + $name.Substring(0, $end)
            if ($seen -contains $folder) { continue }
            $seen += $folder
            if (-not [IO.Directory]::Exists($folder)) { continue }
            Assert-Protected $folder
            Assert-CustomRights $folder
        }
    }
}

# The copies, and a manifest of their hashes; the folder is for administrators alone.
function Save-CustomFiles {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    Protect-Folder $SavedIn
    Assert-CustomFolders $SavedIn $Names
    $problems = @()
    foreach ($name in $Names) {
        # The file that is not whole yet lies where no copy is looked for.
        try { Save-CustomFile ($Root + $name) "$SavedIn\$name" "$SavedIn\copy.new" }
        catch { $problems += "${name}: $(Get-Reason $_.Exception)" }
    }
    $manifest = "$SavedIn\manifest.txt"
    [IO.File]::Delete("$manifest.new")
    [IO.File]::WriteAllText("$manifest.new", (Get-CustomManifest $SavedIn $Names))
    if ([IO.File]::Exists($manifest)) { [IO.File]::Replace("$manifest.new", $manifest, [NullString]::Value) }
    else { [IO.File]::Move("$manifest.new", $manifest) }
    if ($problems.Count -eq 0) { return }
    $told = $problems[0..([Math]::Min(3, $problems.Count) - 1)] -join '; '
    throw "$($problems.Count) of $($Names.Count) files have no right copy: $told"
}
