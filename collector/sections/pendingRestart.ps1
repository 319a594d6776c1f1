$sessionManager = 'SYSTEM\CurrentControlSet\Control\Session Manager'

function ConvertTo-PathText {
    param([string] $Text)
    if ($Text.Length -gt 400) { return $Text.Substring(0, 400) }
    $Text
}

# Whether a file that is to be renamed is still there; null where that can't be seen. It is asked for its attributes,
# since what may not be entered looks absent. A share may take its time to answer, so it is not asked.
function Test-RenameSource {
    param([string] $Source)
    if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) { return $null }
    $path = [regex]::Replace($Source, '\A\*?\d*\\\?\?\\', '')
    if ($path.Length -lt 4 -or $path[1] -ne ':' -or $path[2] -ne '\') { return $null }
    try {
        $null = [IO.File]::GetAttributes($path)
        $true
    }
    catch [IO.FileNotFoundException] {
        $false
    }
    catch [IO.DirectoryNotFoundException] {
        $false
    }
    catch {
        $null
    }
}

# Pairs of a source and a target, which is empty for a file that is to be deleted: the first of them, and how many.
function Get-FileRename {
    $most = 200
    $count = 0
    $entries = New-Object 'System.Collections.Generic.List[object]'
    foreach ($name in 'PendingFileRenameOperations', 'PendingFileRenameOperations2') {
        $lines = @(Get-MachineValue $sessionManager $name)
        for ($index = 0; $index -lt $lines.Count; $index += 2) {
            Assert-InTime
            $source = "$($lines[$index])"
            if ($source -eq '') { continue }
            $count += 1
            if ($entries.Count -ge $most) { continue }
            $target = if ($index + 1 -lt $lines.Count) { "$($lines[$index + 1])" } else { '' }
            $entries.Add([ordered]@{
                source = ConvertTo-PathText $source
                target = if ($target -eq '') { $null } else { ConvertTo-PathText $target }
                exists = Test-RenameSource $source
            })
        }
    }
    @{ entries = $entries.ToArray(); count = $count }
}

function Get-ServicingKey {
    $servicing = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing'
    foreach ($name in 'RebootPending', 'RebootInProgress', 'PackagesPending') {
        if ($null -ne (Open-MachineKey "$servicing\$name")) { $name }
    }
}

function Get-UpdateFlag {
    $flags = Get-MachineValue 'SOFTWARE\Microsoft\Updates\UpdateExeVolatile' 'Flags'
    if ($null -eq $flags) { return 0 }
    # A value of 32 bits comes signed.
    $value = [long] $flags
    if ($value -lt 0) { $value += 4294967296 }
    $value
}

function Get-NameOfComputer {
    $names = 'SYSTEM\CurrentControlSet\Control\ComputerName'
    $active = ConvertTo-ShortText (ConvertTo-KnownText (Get-MachineValue "$names\ActiveComputerName" 'ComputerName'))
    $next = ConvertTo-ShortText (ConvertTo-KnownText (Get-MachineValue "$names\ComputerName" 'ComputerName'))
    if ($null -eq $active -or $null -eq $next) { throw "the registry holds $names without both names" }
    [ordered]@{ active = $active; next = $next }
}

# Each source is read by itself, so that one that is withheld costs it alone.
function Get-PendingRestart {
    $key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
    $readers = @{
        componentServicing = { @{ keys = [object[]] @(Get-ServicingKey) } }
        windowsUpdate = { $null -ne (Open-MachineKey $key) }
        fileRenames = { Get-FileRename }
        updateFlags = { Get-UpdateFlag }
        computerName = { Get-NameOfComputer }
    }
    $read = @{}
    $unread = New-Object 'System.Collections.Generic.List[object]'
    foreach ($source in 'componentServicing', 'windowsUpdate', 'fileRenames', 'updateFlags', 'computerName') {
        $read[$source] = $null
        $collect = $readers[$source]
        try { $read[$source] = & $collect }
        catch { $unread.Add([ordered]@{ source = $source; reason = Get-Reason $_ }) }
    }
    $servicing = $read['componentServicing']
    $renames = $read['fileRenames']
    [ordered]@{
        componentServicing = if ($null -eq $servicing) { $null } else { , $servicing['keys'] }
        windowsUpdate = $read['windowsUpdate']
        fileRenames = if ($null -eq $renames) { $null } else { , $renames['entries'] }
        fileRenameCount = if ($null -eq $renames) { $null } else { $renames['count'] }
        updateFlags = $read['updateFlags']
        computerName = $read['computerName']
        unread = $unread.ToArray()
    }
}

$sections.pendingRestart = { Get-PendingRestart }
