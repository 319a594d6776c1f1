function Test-Running {
    param([string] $Name)
    (Get-Service -Name $Name).Status -eq 'Running'
}
