# Empty for a file that is not there.
function Get-CustomHash {
    param([string] $Path)
    if (-not [IO.File]::Exists($Path)) { return '' }
    $algorithm = [Activator]::CreateInstance([Security.Cryptography.SHA256CryptoServiceProvider])
    try { [BitConverter]::ToString($algorithm.ComputeHash([IO.File]::ReadAllBytes($Path))).Replace('-', '') }
    finally { $algorithm.Dispose() }
}

# What is gone needs no copy, and is not in the manifest.
function Get-CustomManifest {
    param([string] $Root, [string[]] $Names)
    $lines = @()
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -ne '') { $lines += "$hash  $name`r`n" }
    }
    $lines -join ''
}

function Test-CustomSaved {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -ne '' -and $hash -ne (Get-CustomHash "$SavedIn\$name")) { return $false }
    }
    $manifest = "$SavedIn\manifest.txt"
    [IO.File]::Exists($manifest) -and [IO.File]::ReadAllText($manifest) -ceq (Get-CustomManifest $Root $Names)
}

# A file is there whole or not at all; a former copy stays beside it, with the time at which it was written in its name.
function Save-CustomFile {
    param([string] $From, [string] $To)
    [void] [IO.Directory]::CreateDirectory($To.Substring(0, $To.LastIndexOf('\')))
    [IO.File]::Copy($From, "$To.new", $true)
    if ([IO.File]::Exists($To)) {
        $written = (ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($To))) -replace '[^0-9]', ''
        [IO.File]::Replace("$To.new", $To, "$To.$written")
    }
    else { [IO.File]::Move("$To.new", $To) }
}

# The copies, and a manifest of their hashes; the folder is for administrators alone.
function Save-CustomFiles {
    param([string] $Root, [string] $SavedIn, [string[]] $Names)
    Protect-Folder $SavedIn
    foreach ($name in $Names) {
        $hash = Get-CustomHash ($Root + $name)
        if ($hash -ne '' -and $hash -ne (Get-CustomHash "$SavedIn\$name")) { Save-CustomFile ($Root + $name) "$SavedIn\$name" }
    }
    $manifest = "$SavedIn\manifest.txt"
    [IO.File]::WriteAllText("$manifest.new", (Get-CustomManifest $Root $Names))
    if ([IO.File]::Exists($manifest)) { [IO.File]::Replace("$manifest.new", $manifest, [NullString]::Value) }
    else { [IO.File]::Move("$manifest.new", $manifest) }
}
