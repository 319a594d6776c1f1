# Windows PowerShell 2.0 must be able to parse the whole file, or it could not say what it lacks.
$engine = $PSVersionTable.PSVersion
$lack = ''
if ($engine.Major -lt 3) {
    $lack = "Windows PowerShell 3.0 or later, or PowerShell 7, and this is $engine"
}
elseif ($env:OS -ne 'Windows_NT') {
    $lack = 'Windows'
}
elseif ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    $lack = "PowerShell's full language mode, which a policy of this computer withholds from unsigned scripts"
}
