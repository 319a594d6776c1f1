// A stand-in for IIS' own library, as much of it as the scripts use: bindings are those of applicationHost.config, and their
// certificates those of http.sys' records in the registry.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Microsoft.Win32;

namespace Microsoft.Web.Administration
{
    public sealed class ServerManager
    {
        private static readonly string file =
            Environment.ExpandEnvironmentVariables(@"%SystemRoot%\System32\inetsrv\config\applicationHost.config");

        private readonly XmlDocument document = new XmlDocument();

        public ServerManager() { document.Load(file); }

        public SiteCollection Sites { get { return new SiteCollection(document); } }

        public void CommitChanges()
        {
            document.Save(file + ".new");
            File.Replace(file + ".new", file, null);
        }
    }

    public sealed class SiteCollection : IEnumerable<Site>
    {
        private readonly XmlDocument document;

        internal SiteCollection(XmlDocument document) { this.document = document; }

        public Site this[string name] { get { return this.FirstOrDefault(site => site.Name == name); } }

        public IEnumerator<Site> GetEnumerator()
        {
            return document.SelectNodes("/configuration/system.applicationHost/sites/site")
                .Cast<XmlElement>().Select(node => new Site(node)).GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public sealed class Site
    {
        private readonly XmlElement node;

        internal Site(XmlElement node) { this.node = node; }

        public string Name { get { return node.GetAttribute("name"); } }

        public BindingCollection Bindings { get { return new BindingCollection((XmlElement)node.SelectSingleNode("bindings")); } }
    }

    public sealed class BindingCollection : IEnumerable<Binding>
    {
        private readonly XmlElement node;

        internal BindingCollection(XmlElement node) { this.node = node; }

        public Binding Add(string bindingInformation, string bindingProtocol)
        {
            var added = node.OwnerDocument.CreateElement("binding");
            added.SetAttribute("protocol", bindingProtocol);
            added.SetAttribute("bindingInformation", bindingInformation);
            node.AppendChild(added);
            return new Binding(added);
        }

        public void Remove(Binding binding)
        {
            if (binding.Protocol == "https") HttpSys.Delete(binding.Endpoint);
            node.RemoveChild(binding.Node);
        }

        public IEnumerator<Binding> GetEnumerator()
        {
            return node.SelectNodes("binding").Cast<XmlElement>().Select(one => new Binding(one)).ToList().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public sealed class Binding
    {
        internal readonly XmlElement Node;

        internal Binding(XmlElement node) { Node = node; }

        public string Protocol { get { return Node.GetAttribute("protocol"); } }

        public string BindingInformation { get { return Node.GetAttribute("bindingInformation"); } }

        // IIS keeps no certificate of its own: what it shows is http.sys'.
        public byte[] CertificateHash { get { return Protocol == "https" ? HttpSys.Read(Endpoint) : null; } }

        public MethodCollection Methods { get { return new MethodCollection(this); } }

        internal string Endpoint
        {
            get
            {
                var parts = BindingInformation.Split(':');
                return (parts[0] == "" || parts[0] == "*" ? "0.0.0.0" : parts[0]) + ":" + parts[1];
            }
        }
    }

    public sealed class MethodCollection
    {
        private readonly Binding binding;

        internal MethodCollection(Binding binding) { this.binding = binding; }

        public Method this[string name]
        {
            get { return name == "AddSslCertificate" ? new Method(binding) : null; }
        }
    }

    public sealed class Method
    {
        private readonly Binding binding;

        internal Method(Binding binding) { this.binding = binding; }

        public MethodInstance CreateInstance() { return new MethodInstance(binding); }
    }

    public sealed class MethodInput
    {
        internal readonly Dictionary<string, string> Values = new Dictionary<string, string>();

        public void SetAttributeValue(string name, object value) { Values[name] = (string)value; }
    }

    public sealed class MethodInstance
    {
        private readonly Binding binding;

        internal MethodInstance(Binding binding) { this.binding = binding; Input = new MethodInput(); }

        public MethodInput Input { get; private set; }

        public void Execute()
        {
            var store = Input.Values["certificateStoreName"];
            var thumbprint = Input.Values["certificateHash"];
            // http.sys asks who may use the private key, and finds nobody where there is none.
            if (!HttpSys.HasCertificate(store, thumbprint))
                throw new COMException("A specified logon session does not exist. It may already have been terminated.", unchecked((int)0x80070520));
            HttpSys.Write(binding.Endpoint, thumbprint, store);
        }
    }

    internal static class HttpSys
    {
        private const string records = @"SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\";

        private static RegistryKey Machine { get { return RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64); } }

        internal static byte[] Read(string endpoint)
        {
            using (var key = Machine.OpenSubKey(records + endpoint)) return key == null ? null : (byte[])key.GetValue("SslCertHash");
        }

        internal static void Delete(string endpoint) { Machine.DeleteSubKeyTree(records + endpoint, false); }

        internal static bool HasCertificate(string name, string thumbprint)
        {
            var store = new X509Store(name, StoreLocation.LocalMachine);
            store.Open(OpenFlags.ReadOnly);
            try
            {
                return store.Certificates.Cast<X509Certificate2>().Any(one => one.Thumbprint == thumbprint && one.HasPrivateKey);
            }
            finally { store.Close(); }
        }

        internal static void Write(string endpoint, string thumbprint, string store)
        {
            // As it stands there after IIS: what a record had of its own is gone.
            Delete(endpoint);
            using (var key = Machine.CreateSubKey(records + endpoint))
            {
                key.SetValue("AppId", "{4dc3e181-e14b-4a21-b022-59fc669b0914}");
                key.SetValue("SslCertHash", Enumerable.Range(0, thumbprint.Length / 2).Select(at => Convert.ToByte(thumbprint.Substring(2 * at, 2), 16)).ToArray());
                key.SetValue("SslCertStoreName", store);
            }
        }
    }
}
