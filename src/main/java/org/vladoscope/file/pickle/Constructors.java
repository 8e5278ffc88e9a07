package org.vladoscope.file.pickle;

import org.vladoscope.file.MalformedException;
import org.vladoscope.file.pickle.Pickled.Global;
import org.vladoscope.file.pickle.Pickled.Tuple;

/**
 * What a pickle may call, each done by code of our own. Nothing is looked up by name, so nothing
 * else can be reached.
 */
public interface Constructors {

  /**
   * A name in a pickle, if it is one of those that may appear.
   *
   * @throws MalformedException naming it, if it is not
   */
  Global global(String module, String name) throws MalformedException;

  /** What a constructor makes of its arguments. */
  Object call(Global constructor, Tuple arguments) throws MalformedException;

  /** Gives something that was made its state; attributes of no use are left out. */
  void build(Object made, Object state) throws MalformedException;

  /** What stands for an id of something outside the pickle. */
  Object persistent(Object id) throws MalformedException;
}
