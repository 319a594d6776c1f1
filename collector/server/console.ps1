$encodingBefore = $null
if ($toProcess) {
    try {
        $encodingBefore = [Console]::OutputEncoding
        [Console]::OutputEncoding = $utf8
    }
    catch {
        # Below a service there is no console, and so no code page to set.
        $encodingBefore = $null
    }
}
