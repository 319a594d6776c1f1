function Write-Complaint {
    param([string] $Sentence)
    $inConsole = $Host.Name -eq 'ConsoleHost' -and $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
    if ($inConsole) { [Console]::Error.WriteLine($Sentence) } else { Write-Error $Sentence -ErrorAction Continue }
}
