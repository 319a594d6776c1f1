// The computer itself, its network, and the account that runs the script.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace WindowsMock {

[StandsFor("System.Environment")]
public static class EnvironmentType {
  public static string MachineName { get { return Machine.Text("machine", "EX01"); } }
  public static bool Is64BitOperatingSystem { get { return true; } }
  public static bool Is64BitProcess { get { return Machine.Text("narrow", "") == ""; } }
  public static string NewLine { get { return "\r\n"; } }
  public static int ExitCode { get; set; }
  public static int ProcessorCount { get { return 4; } }
  public static string GetEnvironmentVariable(string name) { return Environment.GetEnvironmentVariable(name); }
  public static string ExpandEnvironmentVariables(string text) { return Environment.ExpandEnvironmentVariables(text); }
}

[StandsFor("System.Net.Dns")]
public static class DnsType { public static string GetHostName() { return Machine.Text("host", EnvironmentType.MachineName); } }

[StandsFor("System.Net.NetworkInformation.IPGlobalProperties")]
public sealed class GlobalPropertiesType {
  public static GlobalPropertiesType GetIPGlobalProperties() { return new GlobalPropertiesType(); }
  public string HostName { get { return Machine.Text("host", EnvironmentType.MachineName); } }
  public string DomainName { get { return Machine.Text("domain", ""); } }
}

[StandsFor("System.Net.NetworkInformation.NetworkInterface")]
public sealed class InterfaceType {
  public static InterfaceType[] GetAllNetworkInterfaces() {
    if (Machine.Do("GetAllNetworkInterfaces") != null) throw new System.Net.NetworkInformation.NetworkInformationException(1);
    return new[] { new InterfaceType() };
  }
  public InterfaceType GetIPProperties() { return this; }
  public List<AddressType> UnicastAddresses { get { return Machine.Names("addresses").Select(one => new AddressType(one)).ToList(); } }
}

public sealed class AddressType {
  public IPAddress Address { get; }
  public AddressType(string address) { Address = IPAddress.Parse(address); }
}

[StandsFor("System.Security.Principal.WindowsIdentity")]
public sealed class IdentityType {
  public static IdentityType GetCurrent() { return new IdentityType(); }
  public string Name { get { return @"CONTOSO\operator"; } }
}

[StandsFor("System.Security.Principal.WindowsPrincipal")]
public sealed class PrincipalType {
  public PrincipalType(IdentityType identity) { }
  public bool IsInRole(object role) { return Machine.Text("account", "administrator") == "administrator"; }
}
}
