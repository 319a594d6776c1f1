function Find-HttpsBinding {
    param($Manager, [string] $Site, [string[]] $Forms)
    $found = $Manager.Sites[$Site]
    if ($null -eq $found) { throw "IIS has no site $Site" }
    $found.Bindings | Where-Object { $_.Protocol -eq 'https' -and $Forms -contains $_.BindingInformation }
}
