package org.vladoscope;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands in the three ways by which Java reaches a network (names, channels, and addresses of web
 * pages), refuses, and says so: a program that asks anybody for anything prints {@link #ASKED}.
 */
public final class NetworkGuard {

  /** What is printed when the network is asked for something. */
  static final String ASKED = "The network was asked";

  private NetworkGuard() {}

  /** Starts the program with proxies that refuse. */
  public static void main(String[] arguments) {
    ProxySelector.setDefault(new Proxies());
    Main.main(arguments);
  }

  private static IOException refusal(String what) {
    System.out.println(ASKED + ": " + what);
    return new IOException("no network");
  }

  private static final class Proxies extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      System.out.println(ASKED + ": " + uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
      System.out.println(ASKED + ": " + uri);
    }
  }

  /** Resolves no name. Found by the service file that the test writes. */
  public static final class Names extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
      return new InetAddressResolver() {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
          throw (UnknownHostException)
              new UnknownHostException(host).initCause(refusal("where " + host + " is"));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
          throw (UnknownHostException)
              new UnknownHostException().initCause(refusal("whose an address is"));
        }
      };
    }

    @Override
    public String name() {
      return "guard";
    }
  }

  /** Opens no channel. Named by a system property. */
  public static final class Channels extends SelectorProvider {
    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
      throw refusal("for a datagram");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
      throw refusal("for a datagram");
    }

    @Override
    public Pipe openPipe() throws IOException {
      throw refusal("for a pipe");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
      throw refusal("for a selector");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
      throw refusal("to listen");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
      throw refusal("for a connection");
    }
  }
}
