function Save-Entry {
    param([string] $Name)
    $document = [ordered]@{ version = 1; server = $server; number = $entry; steps = @($results) }
    [IO.File]::WriteAllText("$entryFolder\$Name", (ConvertTo-AsciiJson $document))
}
