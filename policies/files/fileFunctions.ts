/** Keeps the rights of a folder. */
export const saveRights = `function Save-Rights {
    param([string] $Path, [string] $Folder)
    Save-Backup $Folder ([ordered]@{ kind = 'rights'; path = $Path; sddl = (Get-Acl -LiteralPath $Path).Sddl })
}`

/** Keeps a file, or that there was none. */
export const saveFile = `function Save-File {
    param([string] $Path, [string] $Folder)
    $copy = $null
    if ([IO.File]::Exists($Path)) {
        $copy = [IO.Path]::GetFileName($Path)
        [IO.File]::Copy($Path, (Join-Path $Folder $copy))
    }
    Save-Backup $Folder ([ordered]@{ kind = 'file'; path = $Path; copy = $copy })
}`

/** Runs a program in a folder, and gives its exit code; one that doesn't end in time is ended. */
export const invokeProgram = `function Invoke-Program {
    param([string] $Path, [string] $Folder, [string] $Words, [int] $Seconds)
    $info = New-Object System.Diagnostics.ProcessStartInfo
    $info.FileName = $Path
    $info.Arguments = $Words
    $info.WorkingDirectory = $Folder
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    # Read, so that it never waits for a reader, and dropped, since it is no result of a step.
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    try { $child = [Diagnostics.Process]::Start($info) }
    catch { throw "$([IO.Path]::GetFileName($Path)) could not be started: $(Get-Reason $_.Exception)" }
    try {
        $child.BeginOutputReadLine()
        $child.BeginErrorReadLine()
        if (-not $child.WaitForExit($Seconds * 1000)) {
            $child.Kill()
            [void] $child.WaitForExit(10000)
            throw "$([IO.Path]::GetFileName($Path)) did not end within $Seconds s"
        }
        $child.ExitCode
    }
    finally {
        $child.Dispose()
    }
}`

/**
 * Judges the text of a SharedWebConfig.config: its state, in the words of the facts, and what that was told by. The
 * collector has the same function; a test compares them.
 */
export const sharedConfigState = `function Get-SharedConfigState {
    param([string] $Text, [string] $Root)
    if ($Text.Trim().Length -eq 0) { return 'empty' }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    try {
        $source = New-Object System.IO.StringReader -ArgumentList $Text
        $document.Load([Xml.XmlReader]::Create($source, $settings))
    }
    catch {
        return 'malformed'
    }
    $binding = "/*[local-name() = 'configuration']/*[local-name() = 'runtime']/*[local-name() = 'assemblyBinding'" +
        " and namespace-uri() = 'urn:schemas-microsoft-com:asm.v1']"
    if ($document.SelectNodes($binding).Count -eq 0) {
        # By methods: a property could be what an attribute of that name holds.
        $name = $document.get_DocumentElement().get_LocalName()
        if ($name.Length -gt 100) { $name = $name.Substring(0, 100) }
        return 'other', "no assemblyBinding in configuration/runtime, and the root element is $name"
    }
    $first = ''
    $isHere = $false
    foreach ($place in $document.SelectNodes("$binding//@href | $binding//@privatePath")) {
        $value = $place.get_Value()
        $shown = $value
        if ($shown.Length -gt 200) { $shown = $shown.Substring(0, 200) }
        # A variable, and not the numbers by which an address writes other characters.
        if ([regex]::IsMatch($value, '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%')) { return 'unexpanded', $shown }
        $isReference = $place.get_LocalName() -eq 'href'
        if ($isReference -and $first -eq '') { $first = $shown }
        $path = [regex]::Replace($value, '^file:/*', '').Replace('%20', ' ').Replace('/', '\\')
        if (-not $isReference -or $path.StartsWith($Root, [StringComparison]::OrdinalIgnoreCase)) { $isHere = $true }
    }
    if ($first -eq '' -and -not $isHere) { return 'unfilled' }
    if (-not $isHere) { return 'elsewhere', $first }
    'present'
}`
