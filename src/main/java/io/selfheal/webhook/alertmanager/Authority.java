package io.selfheal.webhook.alertmanager;

import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose word is taken for who an Alertmanager is: the certificates of a PEM file. */
final class Authority {
  private Authority() {}

  static SSLContext in(Path file) throws AlertmanagerException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(file));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file, e.getClass().getSimpleName());
    }
  }

  private static KeyStore store(Path file)
      throws IOException, GeneralSecurityException, AlertmanagerException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    if (store.size() == 0) {
      throw unusable(file, "it has no certificate");
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }
  }

  private static AlertmanagerException unusable(Path file, String why) {
    return new AlertmanagerException(
        Reason.NO_SECRET,
        "Cannot use alertmanager.caFile " + file + ": " + why + "; put PEM certificates there");
  }
}
