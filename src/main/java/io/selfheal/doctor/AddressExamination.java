package io.selfheal.doctor;

import io.selfheal.notification.NotificationException;
import io.selfheal.notification.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Whether an address can be connected to, and the secret for it be read. Sends nothing. */
public final class AddressExamination implements Examination {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String check;
  private final Address address;
  private final Secret secret;

  /** Where it is; may be a secret itself. */
  @FunctionalInterface
  public interface Address {
    URI find() throws NotificationException;
  }

  public AddressExamination(String check, Address address, Secret secret) {
    this.check = check;
    this.address = address;
    this.secret = secret;
  }

  /** Of a URL that is a secret. */
  public static AddressExamination secret(String check, Secret url) {
    return new AddressExamination(check, () -> Addresses.of(url), url);
  }

  @Override
  public String check() {
    return check;
  }

  @Override
  public List<Finding> findings() {
    try {
      String unused = secret.read();
      return List.of(connect(address.find()));
    } catch (NotificationException e) {
      return List.of(Troubles.of(check, e));
    }
  }

  private Finding connect(URI url) {
    int usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
    String host = url.getHost();
    int port = url.getPort() < 0 ? usual : url.getPort();
    InetSocketAddress place = new InetSocketAddress(host, port);
    if (place.isUnresolved()) {
      return failed(host + " is no known name", "correct the name, or see the cluster's DNS");
    }
    try (Socket socket = new Socket()) {
      socket.connect(place, (int) CONNECT.toMillis());
      return Finding.ok(check, host + ":" + port + " can be connected to; nothing was sent");
    } catch (IOException e) {
      String why = "Cannot connect to " + host + ":" + port + ": " + e.getClass().getSimpleName();
      return failed(why, "see that it is up, and that the network lets us call it");
    }
  }

  private Finding failed(String why, String mend) {
    return Finding.failed(check, why, mend);
  }
}
