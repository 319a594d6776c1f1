// The programs that the scripts start: what each prints, and its exit code.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace WindowsMock {

public static class Programs {
  public static int ExitCode { get; private set; }
  public static bool Hangs { get; private set; }
  /// <summary>The folder in which a program is started without a shell; null in the shell's own.</summary>
  public static string Place { get; set; }
  /// <summary>The names by which the scripts call them.</summary>
  public static readonly string[] Names = { @"C:\Windows\System32\icacls.exe", @"C:\Windows\System32\sc.exe", @"C:\Windows\System32\netsh.exe", @".\DependentAssemblyGenerator.exe" };

  public static string[] Run(string path, object[] given) {
    var words = given.Select(one => one.ToString()).ToArray();
    var name = PathType.GetFileName(path);
    var fault = Machine.Do(name + " " + string.Join(" ", words));
    // The shell doesn't find it; without a shell Windows doesn't.
    if (fault == "missing" && Place == null) throw new CommandNotFoundException("The term '" + path + "' is not recognized as a name of a cmdlet, function, script file, or executable program.") { CommandName = path };
    if (fault == "missing") throw new Win32Exception(2, "The system cannot find the file specified");
    var exit = Regex.Match(fault ?? "", "^exit ([0-9]+)$");
    Hangs = fault == "hang";
    ExitCode = exit.Success ? int.Parse(exit.Groups[1].Value) : 0;
    if (exit.Success) return new[] { "Access is denied." };
    switch (name) {
      case "icacls.exe": return Icacls(words);
      case "sc.exe": return ServiceControl(words, fault);
      case "netsh.exe": return Netsh(words, fault);
      default: return Generate(words, fault);
    }
  }

  static string[] Icacls(string[] words) {
    var plain = Disk.Plain(words[0]);
    if (!Disk.IsFolder(plain)) { ExitCode = 2; return new[] { words[0] + ": The system cannot find the file specified." }; }
    var sddl = DirectorySecurityType.Of(plain);
    if (words.Contains("/inheritance:r")) sddl = Regex.Replace(Regex.Replace(sddl, @"\([^)]*ID;[^)]*\)", ""), "D:[A-Z]*", "D:PAI");
    if (words.Contains("/inheritance:e")) sddl = Regex.Replace(sddl, "D:[A-Z]*", "D:AI") + DirectorySecurityType.Inherited;
    var replaces = words.Contains("/grant:r");
    foreach (Match grant in words.Select(one => Regex.Match(one, @"^\*(S-[0-9-]+):\(OI\)\(CI\)(F|R|RX)$")).Where(one => one.Success)) {
      var sid = SidType.InSddl(grant.Groups[1].Value);
      if (replaces) sddl = Regex.Replace(sddl, @"\(A;[^)]*;" + Regex.Escape(sid) + @"\)", "");
      var entry = "(A;OICI;" + new Dictionary<string, string> { ["F"] = "FA", ["R"] = "FR", ["RX"] = "0x1200a9" }[grant.Groups[2].Value] + ";;;" + sid + ")";
      if (!sddl.Contains(entry)) sddl += entry;
    }
    DirectorySecurityType.Set(plain, sddl);
    return new[] { "processed file: " + words[0], "Successfully processed 1 files; Failed processing 0 files" };
  }

  static string[] ServiceControl(string[] words, string fault) {
    var name = Services.Find(words[1]);
    if (name == null) { ExitCode = 1060; return new[] { "[SC] OpenService FAILED 1060:" }; }
    if (words[0] == "query") return Query(name);
    if (words[0] == "start") { new ServiceType(name).Start(); return new string[0]; }
    if (words[0] != "config" || words.Length != 4 || words[2] != "start=") throw Machine.Complain("sc.exe " + string.Join(" ", words));
    if (fault == "ignored") return new[] { "[SC] ChangeServiceConfig SUCCESS" };
    var key = Services.Key(name);
    key.SetValue("Start", new Dictionary<string, int> { ["auto"] = 2, ["delayed-auto"] = 2, ["demand"] = 3, ["disabled"] = 4 }[words[3]]);
    if (words[3].EndsWith("auto")) key.SetValue("DelayedAutostart", words[3] == "delayed-auto" ? 1 : 0);
    return new[] { "[SC] ChangeServiceConfig SUCCESS" };
  }

  static string[] Query(string name) {
    var stopped = Services.Status(name) == ServiceStatus.Stopped && Machine.Part("ownErrors")[name] != null;
    return new[] {
      "SERVICE_NAME: " + name,
      "        WIN32_EXIT_CODE    : " + (stopped ? "1066  (0x42a)" : "0  (0x0)"),
      "        SERVICE_EXIT_CODE  : " + (stopped ? "5  (0x5)" : "0  (0x0)")
    };
  }

  static string[] Netsh(string[] words, string fault) {
    if (words.Take(3).SequenceEqual(new[] { "http", "show", "sslcert" })) {
      var shown = fault == "empty" ? new string[0] : Records.Endpoints.SelectMany(Show).Prepend("SSL-Zertifikatbindungen:").ToArray();
      if (shown.Length < 2) ExitCode = 1;
      return shown;
    }
    var options = words.Skip(3).Select(one => one.Split(new[] { '=' }, 2)).ToDictionary(one => one[0], one => one[1]);
    if (words[1] == "delete" && !Records.Delete(options["ipport"])) { ExitCode = 1; return new[] { "SSL Certificate deletion failed, Error: 2" }; }
    if (words[1] != "add") return new[] { "SSL Certificate successfully deleted" };
    Records.Put(options["ipport"], options["certhash"], options["certstorename"], options["appid"], Flags(options));
    return new[] { "SSL Certificate successfully added" };
  }
  static Dictionary<string, int> Flags(Dictionary<string, string> options) {
    Func<string, string, int, int> bit = (name, value, number) => options.ContainsKey(name) && options[name] == value ? number : 0;
    Func<string, int> number = name => options.ContainsKey(name) ? int.Parse(options[name]) : 0;
    return new Dictionary<string, int> {
      ["DefaultFlags"] = bit("dsmapperusage", "enable", 1) + bit("clientcertnegotiation", "enable", 2),
      ["DefaultSslCertCheckMode"] = bit("verifyclientcertrevocation", "disable", 1) + bit("verifyrevocationwithcachedclientcertonly", "enable", 2) + bit("usagecheck", "disable", 0x10000),
      ["DefaultSslRevocationFreshnessTime"] = number("revocationfreshnesstime"),
      ["DefaultSslRevocationUrlRetrievalTimeout"] = number("urlretrievaltimeout")
    };
  }
  // In German, since no word of it may be read.
  static IEnumerable<string> Show(string endpoint) {
    var record = Records.Of(endpoint);
    var hash = record.GetValue("SslCertHash") as byte[] ?? new byte[0];
    yield return "    IP:Port                      : " + endpoint + " ";
    yield return "    Zertifikathash               : " + Convert.ToHexString(hash).ToLowerInvariant() + " ";
    yield return "    Anwendungs-ID                : " + record.GetValue("AppId") + " ";
    yield return "    Zertifikatspeichername       : " + record.GetValue("SslCertStoreName") + " ";
    yield return "";
  }

  static string[] Generate(string[] words, string fault) {
    var root = Regex.Match(words[1], @"^(.*\\)bin$", RegexOptions.IgnoreCase).Groups[1].Value;
    var place = Place ?? (PushLocation.Places.Count == 0 ? null : PushLocation.Places.Peek());
    if (place != words[1] || words[4] != "-configFile") throw Machine.Complain("DependentAssemblyGenerator.exe was started elsewhere, or otherwise");
    var whole = "<configuration><runtime><assemblyBinding xmlns=\"urn:schemas-microsoft-com:asm.v1\"><dependentAssembly><codeBase href=\"file:///" + root.Replace("\\", "/").Replace(" ", "%20").Replace("&", "&amp;") + "bin/One.dll\" /></dependentAssembly></assemblyBinding></runtime></configuration>";
    if (fault != "nothing" && !Hangs) Disk.Write(words[5], System.Text.Encoding.UTF8.GetBytes(fault == "half" ? whole.Substring(0, 60) : whole));
    return new string[0];
  }
}
}
