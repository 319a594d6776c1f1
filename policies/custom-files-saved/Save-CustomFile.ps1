# Empty for a file that is not there.
function Get-CustomHash {
    param([string] $Path)
    if (-not [IO.File]::Exists($Path)) { return '' }
    $algorithm = [Activator]::CreateInstance([Security.Cryptography.SHA256CryptoServiceProvider])
    try { [BitConverter]::ToString($algorithm.ComputeHash([IO.File]::ReadAllBytes($Path))).Replace('-', '') }
    finally { $algorithm.Dispose() }
}

# What is gone needs no copy.
function Test-CustomSaved {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -ne '' -and $hash -ne (Get-CustomHash "$SavedIn\$name")) { return $false }
    }
    $true
}

# A former copy with another content stays beside the new one, with the time at which it was written in its name.
function Save-CustomFile {
    param([string] $From, [string] $To)
    [void] [IO.Directory]::CreateDirectory($To.Substring(0, $To.LastIndexOf('\')))
    if ([IO.File]::Exists($To)) {
        $written = (ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($To))) -replace '[^0-9]', ''
        [IO.File]::Move($To, "$To.$written")
    }
    [IO.File]::Copy($From, $To)
}

# The copies, and a manifest of their hashes; the folder is for administrators alone.
function Save-CustomFiles {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    Protect-Folder $SavedIn
    $manifest = @()
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -eq '') { continue }
        if ($hash -ne (Get-CustomHash "$SavedIn\$name")) { Save-CustomFile ($Root + $name) "$SavedIn\$name" }
        $manifest += "$hash  $name"
    }
    [IO.File]::WriteAllText("$SavedIn\manifest.txt", (($manifest -join "`r`n") + "`r`n"))
}
