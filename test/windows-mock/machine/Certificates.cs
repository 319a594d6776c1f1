// Certificates as the scripts look at them, with any thumbprint and without any key.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace WindowsMock {

public sealed class CertificateType {
  readonly JsonNode parts;
  public CertificateType(JsonNode parts) { this.parts = parts; }
  public string Thumbprint { get { return (string)parts["thumbprint"]; } }
  public string Subject { get { return (string)parts["subject"]; } }
  public string Issuer { get { return (string)parts["issuer"]; } }
  public DateTime NotBefore { get { return Time("notBefore"); } }
  public DateTime NotAfter { get { return Time("notAfter"); } }
  public bool HasPrivateKey { get { return (string)parts["key"] != "none"; } }
  internal string Key { get { return (string)parts["key"]; } }
  DateTime Time(string name) { return DateTime.Parse((string)parts[name], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToLocalTime(); }
  public List<X509Extension> Extensions {
    get {
      var all = new List<X509Extension>();
      if (parts["names"] is JsonArray names && names.Count > 0) {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names) builder.AddDnsName((string)name);
        all.Add(builder.Build());
      }
      if (parts["damagedNames"] != null) all.Add(new X509Extension("2.5.29.17", new byte[] { 0x30, 0x84, 1 }, false));
      if (parts["usages"] is JsonArray usages && usages.Count > 0) {
        var ids = new OidCollection();
        foreach (var id in usages) ids.Add(new Oid((string)id));
        all.Add(new X509EnhancedKeyUsageExtension(ids, false));
      }
      return all;
    }
  }
}

public static class CertificateStores {
  static JsonArray Of(string store) { return Machine.Part("certificates")[store] as JsonArray; }
  public static bool HasStore(string store) { return Of(store) != null; }
  public static IEnumerable<CertificateType> In(string store) { return (Of(store) ?? new JsonArray()).Select(one => new CertificateType(one)); }
  public static CertificateType Find(string store, string thumbprint) { return In(store).FirstOrDefault(one => string.Equals(one.Thumbprint, thumbprint, StringComparison.OrdinalIgnoreCase)); }
}

[StandsFor("System.Security.Cryptography.X509Certificates.X509Store")]
public sealed class X509StoreType {
  readonly string name;
  public X509StoreType(string name, string location) {
    if (location != "LocalMachine") throw Machine.Complain("a store of " + location);
    this.name = name;
  }
  public void Open(string flags) {
    var fault = Machine.Do("OpenStore " + name);
    if (fault == "denied") throw new CryptographicException(unchecked((int)0x80070005));
    if (fault != null || !CertificateStores.HasStore(name)) throw new CryptographicException("The system cannot find the file specified.");
  }
  public List<CertificateType> Certificates { get { return CertificateStores.In(name).ToList(); } }
  public void Close() { }
}

/// <summary>Keys of the two kinds of providers, known by the names of their types.</summary>
public sealed class RSACng : IDisposable { public void Dispose() { } }
public sealed class RSACryptoServiceProvider : IDisposable { public void Dispose() { } }

[StandsFor("System.Security.Cryptography.X509Certificates.RSACertificateExtensions")]
public static class RsaKeys {
  public static IDisposable GetRSAPrivateKey(CertificateType certificate) {
    if (certificate.Key == "gone") throw new CryptographicException(unchecked((int)0x80090016));
    if (certificate.Key == "denied") throw new CryptographicException(unchecked((int)0x80070005));
    if (certificate.Key == "cng") return new RSACng();
    return certificate.Key == "other" ? null : new RSACryptoServiceProvider();
  }
}

[StandsFor("System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions")]
public static class EcdsaKeys { public static IDisposable GetECDsaPrivateKey(CertificateType certificate) { return null; } }
}
