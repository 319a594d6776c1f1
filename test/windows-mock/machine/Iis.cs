// IIS: its configuration is the file applicationHost.config, and its certificates are http.sys' records in the registry.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WindowsMock {

[StandsFor("Microsoft.Web.Administration.ServerManager")]
public sealed class ServerManagerType {
  const string path = @"C:\Windows\System32\inetsrv\config\applicationHost.config";
  readonly XDocument document;
  public ServerManagerType() {
    Machine.Try("ServerManager", "reads " + path);
    document = XDocument.Parse(System.Text.Encoding.UTF8.GetString(Disk.Read(path)));
  }
  public IEnumerable<PoolType> ApplicationPools { get { return document.Descendants("applicationPools").Elements("add").Select(one => new PoolType((string)one.Attribute("name"))).ToList(); } }
  public SiteList Sites { get { return new SiteList(document.Descendants("site")); } }
  public void CommitChanges() {
    Machine.Try("CommitChanges", path);
    Disk.Write(path, System.Text.Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)));
  }
}

/// <summary>What IIS is told to do of a pool or a site: {"states": {"NAME": "Stopped"}}.</summary>
public static class IisState {
  public static string Of(string name) { return (string)Machine.Part("states")[name] ?? "Started"; }
}

public sealed class PoolType {
  public string Name { get; }
  public PoolType(string name) { Name = name; }
  public string State { get { return IisState.Of(Name); } }
  public WorkerType[] WorkerProcesses { get { return Workers.Of(Name).Select(one => new WorkerType(one)).ToArray(); } }
}

public sealed class WorkerType {
  public int ProcessId { get; }
  public WorkerType(int id) { ProcessId = id; }
}

/// <summary>When the process of a pool was started: {"workers": {"NAME": "2026-11-01T08:00:00Z"}}.</summary>
public static class Workers {
  const int first = 5000;
  static List<KeyValuePair<string, JsonNode>> All { get { return Machine.Part("workers").ToList(); } }
  public static IEnumerable<int> Of(string pool) { return All.Select((one, index) => one.Key == pool ? first + index : 0).Where(one => one > 0); }
  public static DateTime StartOf(int id) { return DateTime.Parse((string)All[id - first].Value, System.Globalization.CultureInfo.InvariantCulture); }
}

[StandsFor("System.Reflection.Assembly")]
public static class AssemblyType {
  public static object LoadFrom(string path) {
    Machine.Try("LoadFrom", path);
    if (!path.EndsWith(@"\inetsrv\Microsoft.Web.Administration.dll")) throw Machine.Complain("another assembly: " + path);
    if (!FileType.Exists(path)) throw new System.IO.FileNotFoundException("Could not load file or assembly '" + path + "'.");
    return path;
  }
}

public sealed class SiteList : IEnumerable<SiteType> {
  readonly IEnumerable<XElement> sites;
  public SiteList(IEnumerable<XElement> sites) { this.sites = sites; }
  public IEnumerator<SiteType> GetEnumerator() { return sites.Select(one => new SiteType(one)).ToList().GetEnumerator(); }
  IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
  public SiteType this[string name] { get { return sites.Where(one => (string)one.Attribute("name") == name).Select(one => new SiteType(one)).FirstOrDefault(); } }
}

public sealed class SiteType {
  public BindingList Bindings { get; }
  public string Name { get; }
  public string State { get { return IisState.Of(Name); } }
  public SiteType(XElement site) { Name = (string)site.Attribute("name"); Bindings = new BindingList(site.Element("bindings")); }
}

public sealed class BindingList : IEnumerable {
  readonly XElement list;
  public BindingList(XElement list) { this.list = list; }
  public IEnumerator GetEnumerator() { return list.Elements("binding").Select(one => new BindingType(one)).ToList().GetEnumerator(); }
  public BindingType Add(string information, string protocol) {
    var added = new XElement("binding", new XAttribute("protocol", protocol), new XAttribute("bindingInformation", information));
    list.Add(added);
    return new BindingType(added);
  }
  public void Remove(BindingType binding) { binding.Node.Remove(); }
}

public sealed class BindingType {
  internal XElement Node { get; }
  public BindingType(XElement node) { Node = node; }
  public string Protocol { get { return (string)Node.Attribute("protocol"); } }
  public string BindingInformation { get { return (string)Node.Attribute("bindingInformation"); } }
  internal string Endpoint {
    get {
      var place = Regex.Match(BindingInformation, @"^(\[[^\]]*\]|[^:]*):(\d+):");
      var address = place.Groups[1].Value;
      return (address == "" || address == "*" ? "0.0.0.0" : address) + ":" + place.Groups[2].Value;
    }
  }
  public byte[] CertificateHash { get { return Records.Of(Endpoint).GetValue("SslCertHash") as byte[]; } }
  public MethodList Methods { get { return new MethodList(this); } }
}

public sealed class MethodList {
  readonly BindingType binding;
  public MethodList(BindingType binding) { this.binding = binding; }
  public MethodType this[string name] { get { return name == "AddSslCertificate" ? new MethodType(binding) : null; } }
}

public sealed class MethodType {
  readonly BindingType binding;
  public MethodType(BindingType binding) { this.binding = binding; }
  public MethodCall CreateInstance() { return new MethodCall(binding); }
}

public sealed class MethodCall {
  readonly BindingType binding;
  public MethodInput Input { get; } = new MethodInput();
  public MethodCall(BindingType binding) { this.binding = binding; }
  public void Execute() {
    Machine.Try("AddSslCertificate", binding.Endpoint);
    Records.Put(binding.Endpoint, Input.Values["certificateHash"], Input.Values["certificateStoreName"], Records.Iis, null);
  }
}

public sealed class MethodInput {
  internal Dictionary<string, string> Values { get; } = new Dictionary<string, string>();
  public void SetAttributeValue(string name, object value) { Values[name] = value.ToString(); }
}

/// <summary>The records of http.sys for addresses.</summary>
public static class Records {
  public const string Iis = "{4dc3e181-e14b-4a21-b022-59fc669b0914}";
  const string folder = @"SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo";
  public static IEnumerable<string> Endpoints { get { return RegistryKeyType.Of(folder).GetSubKeyNames(); } }
  public static RegistryKeyType Of(string endpoint) { return RegistryKeyType.Of(folder + "\\" + endpoint); }
  public static bool Delete(string endpoint) { return RegistryKeyType.Remove(folder + "\\" + endpoint); }

  public static void Put(string endpoint, string hash, string store, string application, IReadOnlyDictionary<string, int> flags) {
    var certificate = CertificateStores.Find(store, hash);
    if (certificate == null || !certificate.HasPrivateKey) throw new COMException("A specified logon session does not exist. It may already have been terminated. (Exception from HRESULT: 0x80070520)", unchecked((int)0x80070520));
    Delete(endpoint);
    var record = Of(endpoint);
    record.SetValue("AppId", application);
    record.SetValue("SslCertStoreName", store);
    record.SetValue("SslCertHash", new JsonObject { ["bytes"] = hash });
    foreach (var name in new[] { "DefaultFlags", "DefaultSslCertCheckMode", "DefaultSslRevocationFreshnessTime", "DefaultSslRevocationUrlRetrievalTimeout" })
      record.SetValue(name, flags != null && flags.ContainsKey(name) ? flags[name] : 0);
  }
}
}
