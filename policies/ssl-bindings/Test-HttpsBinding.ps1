function Test-HttpsBinding {
    param([string] $Site, [string[]] $Forms)
    $manager = Open-Iis
    @(Find-HttpsBinding $manager $Site $Forms).Count -gt 0
}
