$folder = "$env:ProgramData\ExchangeCompliance"
$runs = "$folder\runs"
$runFolder = "$runs\$run"
$taskFolder = 'ExchangeCompliance'
$prefix = 'ExchangeCompliance '
$answer = [ordered]@{ state = ''; code = $null; text = ''; error = $null; taskResult = $null; said = '' }
