# The products of setup and its prerequisites, as Windows Installer registered them for all users. The first two are
# Exchange itself, by the packed code of its product (2016 and later, 2013); others are known by the names that their
# makers gave them, in all languages alike.
$exchangeProducts = '442189DC8B9EA5040962A6BED9EC1F1F', 'AE1D439464EB1B8488741FFA028E291C'
$exchangeNames = @(
    'Microsoft Exchange Server'
    'Microsoft Server Speech'
    'Microsoft Unified Communications'
    'Microsoft Lync Server'
)
$installerData = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18'

function Test-NameBegins {
    param([string] $Name, [string[]] $Beginnings)
    foreach ($beginning in $Beginnings) {
        if ($Name.StartsWith($beginning, [StringComparison]::Ordinal)) { return $true }
    }
    $false
}

# Each with its packed code, its name, and its key; a key that may not be read costs the section.
function Get-ExchangeProduct {
    $root = Open-MachineKey "$installerData\Products"
    if ($null -eq $root) { throw "the registry holds no products of Windows Installer (HKLM\$installerData\Products)" }
    $names = @($root.GetSubKeyNames())
    if ($names.Count -gt 5000) { throw "HKLM\$installerData\Products holds more than 5000 keys" }
    foreach ($code in $names) {
        Assert-InTime
        $properties = Open-MachineKey "$installerData\Products\$code\InstallProperties"
        if ($null -eq $properties) { continue }
        $name = ConvertTo-ShortText $properties.GetValue('DisplayName')
        $isExchange = $exchangeProducts -contains $code -or (Test-NameBegins "$name" $exchangeNames[0])
        if (-not $isExchange -and -not (Test-NameBegins "$name" $exchangeNames)) { continue }
        @{ code = $code; name = $name; properties = $properties; isExchange = $isExchange }
    }
}

# The patches of a product that are, or were, applied: packed code, name, state (1 applied) and day.
function Get-ProductPatch {
    param([string] $Code)
    $root = Open-MachineKey "$installerData\Products\$Code\Patches"
    if ($null -eq $root) { return }
    $names = @($root.GetSubKeyNames())
    if ($names.Count -gt 500) { throw "the product $Code has more than 500 patches" }
    foreach ($patch in $names) {
        Assert-InTime
        $key = Open-MachineKey "$installerData\Products\$Code\Patches\$patch"
        if ($null -eq $key) { continue }
        @{
            code = $patch
            name = ConvertTo-ShortText $key.GetValue('DisplayName')
            state = ConvertTo-ShortText $key.GetValue('State')
            installed = ConvertTo-ShortText $key.GetValue('Installed')
        }
    }
}
