# A package of Windows Installer is a compound file, which begins with these bytes. Opened rather than looked for: what
# may not be entered looks absent, too.
function Get-PackageState {
    param([string] $Path)
    $begins = 208, 207, 17, 224, 161, 177, 26, 225
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return 'absent'
    }
    catch [IO.DirectoryNotFoundException] {
        return 'absent'
    }
    try {
        $head = New-Object byte[] 8
        $read = $stream.Read($head, 0, 8)
    }
    finally {
        $stream.Dispose()
    }
    if ($read -eq 8 -and "$head" -eq "$begins") { 'present' } else { 'damaged' }
}

function New-CachedPackage {
    param([string] $Kind, $Name, [string] $Code, $File)
    $path = if ($File -is [string]) { ConvertTo-KnownText $File } else { $null }
    $state = $null
    $unreadable = $null
    if ($null -eq $path -or -not [regex]::IsMatch($path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        $path = $null
        $unreadable = 'the registry names no file (LocalPackage)'
    }
    else {
        try { $state = Get-PackageState $path } catch { $unreadable = Get-Reason $_ }
    }
    [ordered]@{ kind = $Kind; name = $Name; code = $Code; file = $path; state = $state; unreadable = $unreadable }
}

# The packages that Windows Installer keeps of a product and of the patches that are applied to it.
function Get-CachedPackage {
    foreach ($product in @(Get-ExchangeProduct)) {
        Assert-InTime
        New-CachedPackage 'product' $product.name $product.code $product.properties.GetValue('LocalPackage')
        foreach ($patch in @(Get-ProductPatch $product.code)) {
            Assert-InTime
            if ($patch.state -ne '1') { continue }
            $file = Get-MachineValue "$installerData\Patches\$($patch.code)" 'LocalPackage'
            New-CachedPackage 'patch' $patch.name $patch.code $file
        }
    }
}

$sections.installerCache = { , @(Get-CachedPackage) }
