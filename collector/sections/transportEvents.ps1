# Pressure up and down, mail refused for disk space or memory, an agent that doesn't start, a fault of the database.
$transportEvents = 15004, 15005, 15006, 15007, 16023, 17106

function Get-TransportEvents {
    $numbers = ($transportEvents | ForEach-Object { "EventID=$_" }) -join ' or '
    Get-EventHistory 'Application' "Provider[@Name='MSExchangeTransport'] and ($numbers)" 30 {
        param($Read)
        [ordered]@{
            id = $Read.id
            at = $Read.at
            values = [object[]] @($Read.values | Select-Object -First 4 | ForEach-Object { ConvertTo-EventText $_ 300 })
        }
    }
}

$sections.transportEvents = { Get-TransportEvents }
