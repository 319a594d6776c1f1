function Get-ArticleNumber {
    param([string] $Text)
    $match = [regex]::Match($Text, '(?<![A-Za-z0-9])[Kk][Bb]([0-9]{5,9})(?![0-9])')
    if ($match.Success) { 'KB' + $match.Groups[1].Value }
}

# What the updates of Exchange write of themselves; those of the Subscription Edition write under 2019, too.
function Get-RegisteredUpdate {
    foreach ($product in '2010', '2013', '2016', '2019') {
        $path = "SOFTWARE\Microsoft\Updates\Exchange $product"
        $root = Open-MachineKey $path
        if ($null -eq $root) { continue }
        $names = @($root.GetSubKeyNames())
        if ($names.Count -gt 500) { throw "HKLM\$path holds more than 500 keys" }
        foreach ($name in $names) {
            Assert-InTime
            $key = Open-MachineKey "$path\$name"
            if ($null -eq $key) { continue }
            $package = ConvertTo-ShortText $key.GetValue('PackageName')
            $shown = if ($null -eq $package) { $name } else { $package }
            [ordered]@{
                product = $product
                name = ConvertTo-ShortText $shown
                kb = Get-ArticleNumber "$name $shown"
                date = ConvertTo-ShortText $key.GetValue('InstalledDate')
            }
        }
    }
}

function Get-AppliedPatch {
    foreach ($product in @(Get-ExchangeProduct)) {
        if (-not $product.isExchange) { continue }
        foreach ($patch in @(Get-ProductPatch $product.code)) {
            [ordered]@{
                name = $patch.name
                kb = Get-ArticleNumber "$($patch.name)"
                code = $patch.code
                state = $patch.state
                date = $patch.installed
            }
        }
    }
}

function Get-InstalledUpdates {
    [ordered]@{ registered = [object[]] @(Get-RegisteredUpdate); patches = [object[]] @(Get-AppliedPatch) }
}

$sections.installedUpdates = { Get-InstalledUpdates }
