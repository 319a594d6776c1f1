// The registry: each key of HKEY_LOCAL_MACHINE by its whole path, and those of users below HKEY_USERS.
using System;
using System.IO;
using System.Linq;
using System.Security;
using System.Text.Json.Nodes;

namespace WindowsMock {

[StandsFor("Microsoft.Win32.RegistryKey")]
public sealed class RegistryKeyType : IDisposable {
  readonly string path;
  RegistryKeyType(string path) { this.path = path; }
  static JsonObject Keys { get { return Machine.Part("registry"); } }

  public static RegistryKeyType OpenBaseKey(Microsoft.Win32.RegistryHive hive, Microsoft.Win32.RegistryView view) {
    if (view != Microsoft.Win32.RegistryView.Registry64) throw Machine.Complain("another part of the registry: " + hive + ", " + view);
    if (hive == Microsoft.Win32.RegistryHive.Users) return new RegistryKeyType("HKEY_USERS");
    if (hive != Microsoft.Win32.RegistryHive.LocalMachine) throw Machine.Complain("another part of the registry: " + hive);
    return new RegistryKeyType("");
  }
  public RegistryKeyType OpenSubKey(string name) { return OpenSubKey(name, false); }
  public RegistryKeyType OpenSubKey(string name, bool writable) {
    var full = path == "" ? name : path + "\\" + name;
    var fault = Machine.Do("OpenSubKey " + full);
    if (fault == "denied" || Machine.Names("deniedKeys").Contains(full, StringComparer.OrdinalIgnoreCase)) throw new SecurityException("Requested registry access is not allowed.");
    if (fault != null) throw new IOException("Illegal operation attempted on a registry key that has been marked for deletion.");
    var found = Keys.ContainsKey(full) || Keys.Any(one => one.Key.StartsWith(full + "\\", StringComparison.OrdinalIgnoreCase));
    return found ? new RegistryKeyType(full) : null;
  }
  JsonObject Values { get { return Keys[path] as JsonObject ?? new JsonObject(); } }
  public string Name { get { return path.StartsWith("HKEY_USERS") ? path : "HKEY_LOCAL_MACHINE\\" + path; } }
  public string[] GetSubKeyNames() {
    var below = Keys.Select(one => one.Key).Where(one => one.StartsWith(path + "\\", StringComparison.OrdinalIgnoreCase));
    return below.Select(one => one.Substring(path.Length + 1).Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
  }
  public string[] GetValueNames() { return Values.Select(one => one.Key).ToArray(); }
  public object GetValue(string name) { return GetValue(name, null); }
  public object GetValue(string name, object otherwise) {
    var value = Values[name];
    if (value == null) return otherwise;
    if (value is JsonObject odd) {
      if (odd["bytes"] != null) return Convert.FromHexString((string)odd["bytes"]);
      if (odd["multi"] is JsonArray texts) return texts.Select(one => (string)one).ToArray();
      return (long)odd["long"];
    }
    return value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (object)(int)value : (string)value;
  }
  public void SetValue(string name, JsonNode value) {
    if (!Keys.ContainsKey(path)) Keys[path] = new JsonObject(new JsonNodeOptions { PropertyNameCaseInsensitive = true });
    Keys[path][name] = value;
    Machine.Changed();
  }
  /// <summary>As a script calls it, for a number.</summary>
  public void SetValue(string name, object value, Microsoft.Win32.RegistryValueKind kind) {
    var fault = Machine.Do("SetValue " + path + " " + name);
    if (fault == "denied") throw new UnauthorizedAccessException("Cannot write to the registry key.");
    if (fault != null) throw new IOException("Illegal operation attempted on a registry key that has been marked for deletion.");
    if (kind != Microsoft.Win32.RegistryValueKind.DWord) throw Machine.Complain("a value of another kind: " + kind);
    SetValue(name, JsonValue.Create((int)value));
  }
  public void Close() { }
  public void Dispose() { }

  /// <summary>A key for the machine's own use, which is no operation of a script; it need not be there.</summary>
  public static RegistryKeyType Of(string path) { return new RegistryKeyType(path); }
  public static bool Remove(string path) {
    var removed = Keys.Remove(path);
    Machine.Changed();
    return removed;
  }
}
}
