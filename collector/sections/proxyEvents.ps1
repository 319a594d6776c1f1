# The methods in the stack of an error, which are Exchange's own names, by which the faults of signing in are known.
function ConvertTo-ProxyEvent {
    param($Record)
    $text = [string]::Join("`n", @($Record.values | Where-Object { $null -ne $_ }))
    $found = [regex]::Match($text, '\b(FbaModule\.ParseCadataCookies|HMACProvider\.GetCertificates)\b')
    if (-not $found.Success) { return $null }
    [ordered]@{
        id = $Record.id
        at = $Record.at
        provider = ConvertTo-EventText $Record.provider 100
        method = $found.Groups[1].Value
    }
}

function Get-ProxyEvent {
    $condition = "((Provider[@Name='MSExchange Front End HTTPS Proxy'] or Provider[@Name='MSExchange OWA'])" +
        " and EventID=1003) or (Provider[@Name='ASP.NET 4.0.30319.0'] and EventID=1309)"
    Get-EventHistory 'Application' "($condition)" 30 { param($record) ConvertTo-ProxyEvent $record }
}

$sections.proxyEvents = { Get-ProxyEvent }
