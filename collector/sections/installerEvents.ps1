function Get-InstallerValue {
    param($Values, [int] $Index, [int] $Most)
    $text = if ($Index -lt 0 -or $Index -ge $Values.Count) { $null } else { ConvertTo-KnownText $Values[$Index] }
    if ($null -eq $text -or $text -eq '(NULL)') { return $null }
    ConvertTo-EventText $text $Most
}

# Where update, code and log stand, by the id; -1 for nowhere. Each begins with the name of the product.
$installerPlaces = @{
    1019 = 1, 2, -1
    1020 = 1, 2, -1
    1021 = 1, 2, 3
    1022 = 1, -1, -1
    1023 = 1, 2, 3
    1024 = 1, 2, -1
    1025 = -1, -1, -1
    1033 = -1, 3, -1
    1034 = -1, 3, -1
    1036 = 3, 4, -1
    1037 = 3, 4, -1
    1038 = -1, -1, -1
}

# Only what is about Exchange: its name is the same in all languages.
function ConvertTo-InstallerEvent {
    param($Record)
    $places = $installerPlaces[$Record.id]
    if ($null -eq $places) { return $null }
    $values = @($Record.values)
    $product = Get-InstallerValue $values 0 300
    $update = Get-InstallerValue $values $places[0] 300
    if (-not [regex]::IsMatch("$product $update", '\bExchange\b')) { return $null }
    $code = Get-InstallerValue $values $places[1] 20
    [ordered]@{
        id = $Record.id
        at = $Record.at
        product = $product
        update = $update
        code = if ([regex]::IsMatch("$code", '\A[0-9]{1,9}\z')) { [int] $code } else { $null }
        log = Get-InstallerValue $values $places[2] 300
    }
}

# The last update may be long ago, so the whole log is asked. 1035 is not: each inventory of software writes one for
# every product, Exchange too, and so would push the last update out of the newest records.
function Get-InstallerEvent {
    $condition = "Provider[@Name='MsiInstaller'] and ((EventID>=1019 and EventID<=1025)" +
        ' or EventID=1033 or EventID=1034 or (EventID>=1036 and EventID<=1038))'
    Get-EventHistory 'Application' $condition 0 { param($record) ConvertTo-InstallerEvent $record }
}

$sections.installerEvents = { Get-InstallerEvent }
