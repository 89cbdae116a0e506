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
  private static final String EMAIL = "responder@sandbox.iam.gserviceaccount.com";
  private static final int KEY_BITS = 2048;

  private final KeyPair keys;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();

  SandboxDriveAccount() {
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
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String token = "sandbox-" + HexFormat.of().formatHex(random);
    tokens.add(token);
    return token;
  }

  void requireToken(String authorization) {
    String header = String.valueOf(authorization);
    if (!header.startsWith("Bearer ") || !tokens.contains(header.substring("Bearer ".length()))) {
      throw new SandboxDriveException(401, "authError");
    }
  }

  void revokeTokens() {
    tokens.clear();
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
