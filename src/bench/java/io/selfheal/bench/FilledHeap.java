package io.selfheal.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program whose heap is full of small objects that refer to each other, as a shop's is, and that
 * dumps it: arguments FILE ORDERS. An order is some 1,080 bytes of dump in 22 objects.
 */
final class FilledHeap {
  private static final Map<String, Order> ORDERS = new HashMap<>();
  private static final List<Customer> CUSTOMERS = new ArrayList<>();
  private static final int CUSTOMER_EVERY = 10;

  private record Customer(long id, String name, List<Order> orders) {}

  private record Item(Long article, String text, Order of) {}

  private static final class Order {
    private final Customer customer;
    private final List<Item> items = new ArrayList<>();

    Order(Customer customer) {
      this.customer = customer;
    }
  }

  private FilledHeap() {}

  public static void main(String[] args) throws IOException {
    int orders = Integer.parseInt(args[1]);
    for (int i = 0; i < orders; i++) {
      if (i % CUSTOMER_EVERY == 0) {
        CUSTOMERS.add(new Customer(i, "customer " + i, new ArrayList<>()));
      }
      add(i, CUSTOMERS.get(i / CUSTOMER_EVERY));
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(Path.of(args[0]).toAbsolutePath().toString(), true);
  }

  private static void add(int number, Customer customer) {
    Order order = new Order(customer);
    for (int i = 0; i < 4; i++) {
      order.items.add(new Item(number * 4L + i, "article " + number + "/" + i, order));
    }
    customer.orders().add(order);
    ORDERS.put("order-" + number, order);
  }
}
