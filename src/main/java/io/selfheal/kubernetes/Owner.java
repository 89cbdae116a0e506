package io.selfheal.kubernetes;

/** The controller named in an object's ownerReferences. */
public record Owner(String apiVersion, String kind, String name, String uid) {}
