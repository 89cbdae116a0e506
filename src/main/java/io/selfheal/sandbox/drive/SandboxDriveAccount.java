package io.selfheal.sandbox.drive;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service account that exists only here: its key is made anew at each start, so that Google's own
 * library logs in as it does at Google, and there is no secret to leak.
 */
final class SandboxDriveAccount {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String EMAIL = "responder@sandbox.iam.gserviceaccount.com";
  private static final int KEY_BITS = 2048;

  private volatile KeyPair keys;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Set<String> federated = ConcurrentHashMap.newKeySet();

  SandboxDriveAccount() {
    renewKey();
  }

  /** What the old key signs is good for nothing from now on. */
  void renewKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  void writeKey(Path file, URI tokenUrl) throws IOException {
    String pem = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    Map<String, String> key =
        Map.of(
            "type", "service_account",
            "project_id", "sandbox",
            "private_key_id", "sandbox",
            "private_key", "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n",
            "client_email", EMAIL,
            "client_id", "1",
            "token_uri", tokenUrl.toString());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, JSON.writeValueAsBytes(key));
  }

  /** A token for an assertion that the account has signed. */
  String token(String assertion) {
    if (!signedByUs(assertion)) {
      throw SandboxDriveException.badRequest("invalid_grant");
    }
    return newToken();
  }

  /** One that opens Drive. */
  String newToken() {
    String token = random();
    tokens.add(token);
    return token;
  }

  /** One that only lets its bearer ask for one that does. */
  String federatedToken() {
    String token = random();
    federated.add(token);
    return token;
  }

  void requireFederated(String authorization) {
    require(authorization, federated);
  }

  private static String random() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return "sandbox-" + HexFormat.of().formatHex(random);
  }

  void requireToken(String authorization) {
    require(authorization, tokens);
  }

  private static void require(String authorization, Set<String> good) {
    String header = String.valueOf(authorization);
    if (!header.startsWith("Bearer ") || !good.contains(header.substring("Bearer ".length()))) {
      throw new SandboxDriveException(401, "authError");
    }
  }

  void revokeTokens() {
    tokens.clear();
    federated.clear();
  }

  private boolean signedByUs(String assertion) {
    String[] parts = String.valueOf(assertion).split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
